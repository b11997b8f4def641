package com.example.helpdesk;

import java.util.Collection;
import org.springframework.security.access.annotation.Secured;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/admin")
public class AdminController {
    private final Tickets tickets;

    public AdminController(Tickets tickets) {
        this.tickets = tickets;
    }

    @GetMapping
    public Collection<Tickets.Ticket> all() {
        return tickets.all();
    }

    @Secured("ROLE_ADMIN")
    @DeleteMapping("/tickets/{id}")
    public void delete(@PathVariable long id) {
        tickets.delete(id);
    }
}
