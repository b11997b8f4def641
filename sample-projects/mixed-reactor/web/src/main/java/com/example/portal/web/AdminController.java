package com.example.portal.web;

import java.util.Collection;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin")
class AdminController {
    private final Orders orders;

    AdminController(Orders orders) {
        this.orders = orders;
    }

    @GetMapping("/orders")
    Collection<Orders.Order> all() {
        return orders.all();
    }

    @DeleteMapping("/orders")
    void clear() {
        orders.clear();
    }
}
