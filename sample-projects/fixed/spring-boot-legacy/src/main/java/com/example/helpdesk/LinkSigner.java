package com.example.helpdesk;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs the links in our mails, so that they open a ticket without a login. */
@Component
public class LinkSigner {
    private final Algorithm algorithm;

    public LinkSigner(@Value("${helpdesk.link-key}") String key) {
        this.algorithm = Algorithm.HMAC256(key);
    }

    public String link(long ticket) {
        return "https://helpdesk.example.com/t/" + JWT.create().withClaim("ticket", ticket).sign(algorithm);
    }
}
