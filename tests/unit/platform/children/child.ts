/** A child for the tests of the child link: does what the order says. */
process.on("message", (order: { type: string; id?: number }) => {
  if (order.type === "ping") process.send?.({ type: "pong", id: order.id });
  if (order.type === "echo") process.send?.({ type: "said", text: "hello" });
  if (order.type === "nonsense") process.send?.({ type: 7 });
  if (order.type === "exit") process.exit(3);
  if (order.type === "hang") for (;;);
});
process.on("disconnect", () => process.exit(0));
process.send?.({ type: "ready" });
