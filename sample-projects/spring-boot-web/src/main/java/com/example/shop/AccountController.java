package com.example.shop;

import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/account")
class AccountController {
    private final Shop shop;

    AccountController(Shop shop) {
        this.shop = shop;
    }

    @GetMapping
    String show(Principal principal) {
        return shop.emailOf(principal.getName());
    }

    @PostMapping("/email")
    void change(@RequestParam String customer, @RequestParam String email) {
        shop.changeEmail(customer, email);
    }
}
