package com.example.shop;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

@Component
class PaymentClient {
    private final RestClient client;

    PaymentClient(RestClient.Builder builder, PaymentProperties properties) {
        this.client = builder.baseUrl(properties.url()).defaultHeader("Authorization", "Bearer " + properties.apiKey()).build();
    }

    void charge(String customer, long cents) {
        client.post().uri("/charges/{customer}/{cents}", customer, cents).retrieve().toBodilessEntity();
    }
}
