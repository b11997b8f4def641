package com.example.shop;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/catalog")
class CatalogController {
    private final Shop shop;

    CatalogController(Shop shop) {
        this.shop = shop;
    }

    @GetMapping
    List<Shop.Article> all() {
        return shop.articles();
    }

    @GetMapping("/{number}")
    Shop.Article one(@PathVariable int number) {
        return shop.article(number);
    }
}
