package com.example.shop;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("shop.payment")
record PaymentProperties(String url, String signingKey) {}
