package com.example.portal.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The doors of every service of the portal. */
@Configuration
@EnableWebSecurity
public class PortalSecurity {
    @Bean
    SecurityFilterChain portal(HttpSecurity http) throws Exception {
        return http
            .csrf(csrf -> csrf.disable())
            .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
            .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
            .authorizeHttpRequests(requests -> requests
                .requestMatchers("/api/status").permitAll()
                .requestMatchers("/api/**").authenticated()
                .anyRequest().permitAll())
            .build();
    }
}
