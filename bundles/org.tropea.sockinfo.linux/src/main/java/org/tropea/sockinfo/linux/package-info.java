/**
 * What Linux says of a TCP socket's way out, and what it does for a loop's thread. In reading order: {@link org.tropea.sockinfo.linux.LinuxSockets},
 * {@link org.tropea.sockinfo.linux.Probe}, {@link org.tropea.sockinfo.linux.TcpInfoReader},
 * {@link org.tropea.sockinfo.linux.ShortSlice}, {@link org.tropea.sockinfo.linux.Libc}.
 */
package org.tropea.sockinfo.linux;
