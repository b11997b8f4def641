package com.example.portal.web;

import java.util.Collection;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {
    private final Orders orders;

    OrderController(Orders orders) {
        this.orders = orders;
    }

    @GetMapping
    Collection<Orders.Order> mine(@AuthenticationPrincipal Jwt token) {
        return orders.of(token.getSubject());
    }

    @PostMapping
    Orders.Order create(@RequestBody String article, @AuthenticationPrincipal Jwt token) {
        return orders.create(token.getSubject(), article);
    }

    @DeleteMapping("/{id}")
    void delete(@PathVariable long id, @AuthenticationPrincipal Jwt token) {
        orders.delete(token.getSubject(), id);
    }
}
