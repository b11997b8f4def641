package com.example.helpdesk;

import java.security.Principal;
import java.util.List;
import javax.websocket.server.PathParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/tickets")
public class TicketController {
    private final Tickets tickets;
    private final NotificationService notifications;

    public TicketController(Tickets tickets, NotificationService notifications) {
        this.tickets = tickets;
        this.notifications = notifications;
    }

    @GetMapping
    public List<Tickets.Ticket> mine(Principal principal) {
        return tickets.of(principal.getName());
    }

    @GetMapping("/{id}")
    public Tickets.Ticket one(@PathParam("id") Long id) {
        return tickets.one(id);
    }

    @PostMapping
    public Tickets.Ticket open(@RequestBody String text, Principal principal) {
        Tickets.Ticket ticket = tickets.open(principal.getName(), text);
        notifications.opened(ticket);
        return ticket;
    }

    @PutMapping("/{id}")
    public Tickets.Ticket change(@PathVariable long id, @RequestBody String text) {
        return tickets.change(id, text);
    }
}
