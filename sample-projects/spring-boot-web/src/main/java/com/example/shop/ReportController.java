package com.example.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reports")
class ReportController {
    private final Shop shop;

    ReportController(Shop shop) {
        this.shop = shop;
    }

    @GetMapping("/revenue")
    long revenue() {
        return shop.revenue();
    }
}
