package com.example.helpdesk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
public class Tickets {
    private final Map<Long, Ticket> tickets = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    public Collection<Ticket> all() {
        return tickets.values();
    }

    public List<Ticket> of(String user) {
        return tickets.values().stream().filter(ticket -> ticket.getUser().equals(user)).collect(Collectors.toList());
    }

    public Ticket one(String user, long id) {
        Ticket ticket = tickets.get(id);
        return ticket != null && ticket.getUser().equals(user) ? ticket : null;
    }

    public Ticket open(String user, String text) {
        Ticket ticket = new Ticket(last.incrementAndGet(), user, text);
        tickets.put(ticket.getId(), ticket);
        return ticket;
    }

    public Ticket change(String user, long id, String text) {
        return tickets.computeIfPresent(id, (number, ticket) -> ticket.getUser().equals(user) ? new Ticket(id, user, text) : ticket);
    }

    public void delete(long id) {
        tickets.remove(id);
    }

    public static final class Ticket {
        private final long id;
        private final String user;
        private final String text;

        Ticket(long id, String user, String text) {
            this.id = id;
            this.user = user;
            this.text = text;
        }

        public long getId() {
            return id;
        }

        public String getUser() {
            return user;
        }

        public String getText() {
            return text;
        }
    }
}
