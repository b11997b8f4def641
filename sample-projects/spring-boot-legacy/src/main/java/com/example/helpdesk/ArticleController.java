package com.example.helpdesk;

import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ArticleController {
    @GetMapping("/articles")
    public List<String> articles() {
        return Arrays.asList("How to reset a password", "How to order a printer");
    }
}
