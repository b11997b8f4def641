package com.example.helpdesk;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

@Service
public class NotificationService {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationService.class);

    public CompletableFuture<String> opened(Tickets.Ticket ticket, String user) {
        return CompletableFuture.supplyAsync(() -> {
            LOG.info("{} has opened ticket {}", user, ticket.getId());
            return user;
        });
    }
}
