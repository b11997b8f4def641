package com.example.portal.web;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

@Component
class Orders {
    record Order(long id, String customer, String article) {}

    private final Map<Long, Order> orders = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    Collection<Order> all() {
        return orders.values();
    }

    Collection<Order> of(String customer) {
        return orders.values().stream().filter(order -> order.customer().equals(customer)).toList();
    }

    Order create(String customer, String article) {
        Order order = new Order(last.incrementAndGet(), customer, article);
        orders.put(order.id(), order);
        return order;
    }

    void delete(String customer, long id) {
        orders.computeIfPresent(id, (number, order) -> order.customer().equals(customer) ? null : order);
    }

    void clear() {
        orders.clear();
    }
}
