/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sends one message, with a descriptor beside it unless @fd is -1. errno tells why not. */
bool kaiji_pdf_channel_send (int socket, const void *message, size_t size, int fd);

/* Receives one message of exactly @size bytes; waits for it. @fd: (out): the descriptor that came
 * with it, -1 for none, owned by the caller. FALSE with errno 0: the other side has gone; EPROTO:
 * another length, or more than one descriptor. */
bool kaiji_pdf_channel_receive (int socket, void *message, size_t size, int *fd);

/* A memfd of @size bytes, mapped writable at *@data. -1 with errno when it cannot be had. */
int kaiji_pdf_channel_buffer_new (uint64_t size, void **data);
/* A sealed memfd with these bytes; -1 with errno when it cannot be had. */
int kaiji_pdf_channel_buffer_new_sealed (const void *data, uint64_t size);
/* Unmaps it and seals it, after which nobody can change or shrink it. */
bool kaiji_pdf_channel_buffer_seal (int fd, void *data, uint64_t size);
/* Maps a sealed memfd of exactly @size bytes for reading; NULL when it is not such a one. */
const void *kaiji_pdf_channel_buffer_map (int fd, uint64_t size);
