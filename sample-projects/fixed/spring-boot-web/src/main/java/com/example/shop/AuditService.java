package com.example.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;

@Service
class AuditService {
    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

    @Async
    public void record(String who, String what) {
        LOG.info("{} {}", who, what);
    }
}
