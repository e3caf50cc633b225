using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>States the outputs of a node from what is known about its inputs.</summary>
internal delegate void ShapeRule(NodeFacts node);

/// <summary>Rules by operator of the standard set.</summary>
internal static class ShapeRules
{
    private static readonly FrozenDictionary<string, ShapeRule> s_rules =
        ElementwiseRules.All
            .Concat(ConvolutionRules.All)
            .Concat(PoolingRules.All)
            .Concat(MatrixRules.All)
            .Concat(LayoutRules.All)
            .Concat(SelectionRules.All)
            .Concat(ResizeRules.All)
            .Concat(ReductionRules.All)
            .Concat(CreationRules.All)
            .Concat(QuantizationRules.All)
            .Concat(RecurrentRules.All)
            .ToFrozenDictionary(rule => rule.Name, rule => rule.Rule);

    /// <summary>Finds the rule of an operator.</summary>
    public static bool TryGet(string opType, [NotNullWhen(true)] out ShapeRule? rule) => s_rules.TryGetValue(opType, out rule);

    /// <summary>One rule for several operators.</summary>
    public static IEnumerable<(string Name, ShapeRule Rule)> For(ShapeRule rule, params string[] names) => names.Select(name => (name, rule));
}
