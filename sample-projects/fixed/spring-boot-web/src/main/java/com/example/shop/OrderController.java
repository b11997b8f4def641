package com.example.shop;

import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/orders")
class OrderController {
    private final Shop shop;
    private final AuditService audit;

    OrderController(Shop shop, AuditService audit) {
        this.shop = shop;
        this.audit = audit;
    }

    @GetMapping
    List<Shop.Order> mine(Principal principal) {
        return shop.ordersOf(principal.getName());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Shop.Order create(@RequestBody NewOrder order, Principal principal) {
        return shop.order(principal.getName(), order.article(), order.pieces());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('ADMIN')")
    void delete(@PathVariable long id, Principal principal) {
        shop.delete(id);
        audit.record(principal.getName(), "deleted order " + id);
    }

    record NewOrder(int article, int pieces) {}
}
