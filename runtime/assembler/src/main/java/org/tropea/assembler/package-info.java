/**
 * Build tool, never installed: reads {@code features/*.json}, copies exactly their bundles into the installation and
 * starts each feature once in Felix to prove that it resolves.
 */
package org.tropea.assembler;
