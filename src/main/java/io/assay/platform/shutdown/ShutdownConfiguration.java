package io.assay.platform.shutdown;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShutdownSettings.class)
class ShutdownConfiguration {}
