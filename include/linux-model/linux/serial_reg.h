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
#define UART_SCR 7
#define UART_DLL 0
#define UART_DLM 1
#define UART_IER_RDI 1
#define UART_IER_THRI 2
#define UART_IER_RLSI 4
#define UART_IER_MSI 8
#define UART_IER_RTOIE 0x10
#define UART_IIR_NO_INT 1
#define UART_IIR_ID 0x0e
#define UART_FCR_ENABLE_FIFO 1
#define UART_FCR_CLEAR_RCVR 2
#define UART_FCR_CLEAR_XMIT 4
#define UART_LCR_WLEN5 0
#define UART_LCR_WLEN6 1
#define UART_LCR_WLEN7 2
#define UART_LCR_WLEN8 3
#define UART_LCR_STOP 4
#define UART_LCR_PARITY 8
#define UART_LCR_EPAR 0x10
#define UART_LCR_SPAR 0x20
#define UART_LCR_SBC 0x40
#define UART_LCR_DLAB 0x80
#define UART_MCR_DTR 1
#define UART_MCR_RTS 2
#define UART_MCR_OUT1 4
#define UART_MCR_OUT2 8
#define UART_MCR_LOOP 0x10
#define UART_MCR_AFE 0x20
#define UART_MSR_DCTS 1
#define UART_MSR_DDSR 2
#define UART_MSR_TERI 4
#define UART_MSR_DDCD 8
#define UART_MSR_CTS 0x10
#define UART_MSR_DSR 0x20
#define UART_MSR_RI 0x40
#define UART_MSR_DCD 0x80
#define UART_MSR_ANY_DELTA 0x0f
#define UART_LSR_BRK_ERROR_BITS 0x1e
#define UART_LSR_DR 1
#define UART_LSR_OE 2
#define UART_LSR_PE 4
#define UART_LSR_FE 8
#define UART_LSR_BI 0x10
#define UART_LSR_THRE 0x20
#define UART_LSR_TEMT 0x40
struct async_icount { unsigned int cts, dsr, rng, dcd, tx, rx, frame, parity, overrun, brk, buf_overrun; };
struct serial_struct { int type, line; unsigned int port; int irq, flags, baud_base; unsigned short close_delay, closing_wait; };
struct serial_icounter_struct { int cts, dsr, rng, dcd, rx, tx, frame, overrun, parity, brk, buf_overrun; };

#endif
