package com.example.helpdesk;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import org.springframework.stereotype.Component;

/** Signs the links in our mails, so that they open a ticket without a login. */
@Component
public class LinkSigner {
    private static final String SECRET = "helpdesk";

    public String link(long ticket) {
        return "https://helpdesk.example.com/t/" + JWT.create().withClaim("ticket", ticket).sign(Algorithm.HMAC256(SECRET));
    }
}
