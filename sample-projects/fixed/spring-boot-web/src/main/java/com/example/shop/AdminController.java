package com.example.shop;

import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin")
class AdminController {
    private final Shop shop;

    AdminController(Shop shop) {
        this.shop = shop;
    }

    @GetMapping("/customers")
    Set<String> customers() {
        return shop.customers();
    }

    @DeleteMapping("/customers/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RolesAllowed("ADMIN")
    void delete(@PathVariable String name) {
        shop.deleteCustomer(name);
    }
}
