/* Model of linux/serial_reg.h and serial.h: the registers of an 8250. */
#ifndef _MODEL_LINUX_SERIAL_REG_H
#define _MODEL_LINUX_SERIAL_REG_H

#define UART_RX 0
#define UART_TX 0
#define UART_IER 1
#define UART_IIR 2
#define UART_FCR 2
#define UART_LCR 3
#define UART_MCR 4
#define UART_LSR 5
#define UART_MSR 6
#define UART_LSR_DR 1
#define UART_LSR_OE 2
#define UART_LSR_PE 4
#define UART_LSR_FE 8
#define UART_LSR_BI 0x10
#define UART_LSR_THRE 0x20
#define UART_LSR_TEMT 0x40
struct serial_struct { int type, line; unsigned int port; int irq, flags, baud_base; unsigned short close_delay, closing_wait; };
struct serial_icounter_struct { int cts, dsr, rng, dcd, rx, tx, frame, overrun, parity, brk, buf_overrun; };

#endif
