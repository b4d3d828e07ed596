/**
 * The composition root. In reading order: {@link org.tropea.router.RouterComponent} (one for each configuration),
 * {@link org.tropea.router.RunningRouter} (what it starts and stops), {@link org.tropea.router.Scope}.
 */
package org.tropea.router;
