namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>Recurrent layers.</summary>
internal static class RecurrentRules
{
    public static IEnumerable<(string Name, ShapeRule Rule)> All => ShapeRules.For(Recurrent, "RNN", "GRU", "LSTM");

    private static void Recurrent(NodeFacts node)
    {
        long[] input = node.Shape(0, 3);
        long hidden = node.Node.Attribute("hidden_size")?.Int ?? node.Shape(2, 3)[2];
        long directions = node.Node.String("direction", "forward") == "bidirectional" ? 2 : 1;
        bool batchFirst = node.Node.Int("layout", 0) != 0;
        (long length, long batch) = batchFirst ? (input[1], input[0]) : (input[0], input[1]);
        long[] state = batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
        node.Set(0, node.Type(0), batchFirst ? [batch, length, directions, hidden] : [length, directions, batch, hidden]);
        node.Set(1, node.Type(0), state);
        node.Set(2, node.Type(0), state);
    }
}
