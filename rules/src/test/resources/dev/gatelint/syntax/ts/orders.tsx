"use client"

import React, { useState, type FormEvent } from "react"
import type { Order, Customer } from "../lib/types"
import { formatMoney as money } from "@/lib/format"

/** What a person sees of one order. */
export interface OrderRowProps<T extends Order = Order> {
  order: T
  readonly onPay?: (id: string, amount: number) => Promise<void>
  [key: `data-${string}`]: unknown
}

const PAGE = 20
const filters = {
  open: (order: Order) => order.state === "open" && !order.hidden,
  paid: (order: Order): boolean => order.state === "paid",
  /* anything that a regular expression finds: not a division */
  named: (order: Order) => /^(?:inv|ord)-\d+\/[a-z]+$/i.test(order.name) || order.total / PAGE > 1,
} satisfies Record<string, (order: Order) => boolean>

export type FilterName = keyof typeof filters
type Loaded<T> = T extends Promise<infer U> ? U : never

export enum Sorting {
  Newest = "newest",
  Total = 1 << 2,
}

function isCustomer(value: unknown): value is Customer {
  return typeof value === "object" && value !== null && "id" in value
}

export async function loadOrders(customer: Customer, page = 0): Promise<Order[]> {
  const query = new URLSearchParams({ page: `${page}`, customer: customer.id })
  const response = await fetch(`/api/orders?${query}`, { headers: { accept: "application/json" } })
  if (!response.ok) {
    throw new Error(`orders of ${customer.name ?? `customer ${customer.id}`}: ${response.status}`)
  } else if (response.status === 204) {
    return []
  }
  for (const [name, value] of Object.entries(await response.json())) {
    if (name === "orders" && Array.isArray(value)) return value as Order[]
  }
  return []
}

class Basket {
  #orders = new Map<string, Order>()
  static readonly limit = 50
  private listeners: Array<() => void> = []

  constructor(private readonly customer: Customer, public note?: string) {}

  get size(): number {
    return this.#orders.size
  }

  add(order: Order) {
    if (this.size >= Basket.limit) return false
    this.#orders.set(order.id, order)
    this.listeners.forEach((listener) => listener())
    return true
  }

  async *[Symbol.asyncIterator]() {
    for (const order of this.#orders.values()) yield order
  }
}

export function OrderRow<T extends Order>({ order, onPay, ...rest }: OrderRowProps<T>) {
  const [busy, setBusy] = useState<boolean>(false)
  const pay = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await onPay?.(order.id, order.total!)
    } catch (error) {
      console.error("paying failed", error)
    } finally {
      setBusy(false)
    }
  }
  const label = busy ? "one moment" : order.total > 0 ? `pay ${money(order.total)}` : "nothing to pay"
  return (
    <li className="order" {...rest}>
      {/* the name first */}
      <strong>{order.name}</strong> &mdash; it's {order.state}
      {order.lines.length > 0 && (
        <ul>
          {order.lines.map((line) => (
            <li key={line.id} onClick={() => setBusy((was) => !was)}>
              {line.count} × {line.article}
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={pay}>
        <button type="submit" disabled={busy}>{label}</button>
        <></>
      </form>
    </li>
  )
}

export default function Orders({ orders }: { orders: Order[] }) {
  const [filter, setFilter] = useState<FilterName>("open")
  const shown = orders.filter(filters[filter]).slice(0, PAGE)
  switch (shown.length) {
    case 0:
      return <p>None.</p>
    default:
      break
  }
  let total = 0
  for (let i = 0; i < shown.length; i++) total += shown[i].total
  do {
    total = Math.round(total * 100) / 100
  } while (Number.isNaN(total))
  return <section><h2>{money(total)}</h2>{shown.map((order) => <OrderRow key={order.id} order={order} />)}</section>
}

export { isCustomer, Basket as OrderBasket }
