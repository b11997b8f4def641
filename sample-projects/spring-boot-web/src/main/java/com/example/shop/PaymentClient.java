package com.example.shop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

@Component
class PaymentClient {
    private final RestClient client;
    private final byte[] key;

    PaymentClient(RestClient.Builder builder, PaymentProperties properties) {
        this.client = builder.baseUrl(properties.url()).build();
        this.key = properties.signingKey().getBytes(StandardCharsets.UTF_8);
    }

    void charge(String customer, long cents) {
        String order = customer + ":" + cents;
        client.post().uri("/charges").header("X-Signature", signature(order)).body(order).retrieve().toBodilessEntity();
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
