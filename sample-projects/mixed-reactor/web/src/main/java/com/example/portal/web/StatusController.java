package com.example.portal.web;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatusController {
    @GetMapping("/api/status")
    Map<String, String> status() {
        return Map.of("status", "up");
    }
}
