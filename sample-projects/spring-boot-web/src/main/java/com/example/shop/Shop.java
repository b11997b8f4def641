package com.example.shop;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

@Component
class Shop {
    record Article(int number, String name, long cents) {}

    record Order(long id, String customer, Article article, int pieces) {}

    private final List<Article> articles = List.of(new Article(1, "Lamp", 4900), new Article(2, "Desk", 29900));
    private final Map<Long, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, String> emails = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final PaymentClient payment;

    Shop(PaymentClient payment) {
        this.payment = payment;
    }

    List<Article> articles() {
        return articles;
    }

    Article article(int number) {
        return articles.get(number - 1);
    }

    List<Order> ordersOf(String customer) {
        return orders.values().stream().filter(order -> order.customer().equals(customer)).toList();
    }

    Order order(String customer, int number, int pieces) {
        Order order = new Order(last.incrementAndGet(), customer, article(number), pieces);
        payment.charge(customer, order.article().cents() * pieces);
        orders.put(order.id(), order);
        return order;
    }

    void delete(long id) {
        orders.remove(id);
    }

    long revenue() {
        return orders.values().stream().mapToLong(order -> order.article().cents() * order.pieces()).sum();
    }

    Set<String> customers() {
        return Set.copyOf(emails.keySet());
    }

    void deleteCustomer(String name) {
        emails.remove(name);
    }

    String emailOf(String customer) {
        return emails.getOrDefault(customer, "");
    }

    void changeEmail(String customer, String email) {
        emails.put(customer, email);
    }
}
