/**
 * The configuration file as validated records.
 *
 * <p>{@code defaults.yaml} beside this package holds every key with its meaning and default. {@link
 * io.gradstream.config.ConfigurationReader} lays a user's file over it, refuses keys that are not
 * there, and makes a {@link io.gradstream.config.Configuration}. Whatever is wrong is a {@link
 * io.gradstream.config.ConfigurationException} that names the key, what it got and what it wants.
 */
@NullMarked
package io.gradstream.config;

import org.jspecify.annotations.NullMarked;
