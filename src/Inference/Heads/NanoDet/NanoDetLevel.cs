namespace VideoDyn.Inference.Heads.NanoDet;

/// <summary>Where the numbers of one stride lie in the outputs.</summary>
internal sealed record NanoDetLevel
{
    private const int FewestBins = 5;
    private const int MostBins = 33;
    private static readonly int[][] s_families = [[8, 16, 32], [8, 16, 32, 64]];

    /// <summary>Output with the class probabilities.</summary>
    public required int Classes { get; init; }

    /// <summary>Output with the distances; may be the same.</summary>
    public required int Sides { get; init; }

    /// <summary>Input pixels per cell.</summary>
    public required int Stride { get; init; }

    /// <summary>Cells in a row of the picture.</summary>
    public required int Columns { get; init; }

    /// <summary>Cells of this stride.</summary>
    public required int Cells { get; init; }

    /// <summary>Row of the outputs at which they begin.</summary>
    public int FirstRow { get; init; }

    /// <summary>Rows of the outputs.</summary>
    public required int TotalRows { get; init; }

    /// <summary>Columns of the class output.</summary>
    public required int ClassStep { get; init; }

    /// <summary>Columns of the distance output.</summary>
    public required int SideStep { get; init; }

    /// <summary>Column of the distance output at which they begin.</summary>
    public int SideOffset { get; init; }

    /// <summary>Offset of a cell's centre from its corner, in input pixels.</summary>
    public required float Center { get; init; }

    /// <summary>The layout of the first generation: two outputs per stride, cells centred as pixels are.</summary>
    public static (NanoDetLevel[] Levels, int Classes, int Bins)? Split(HeadQuestion question)
    {
        foreach (int[] strides in s_families)
        {
            List<(int Index, long Width)>[] perStride = [.. strides.Select(stride => Matrices(question, CellsOf(question, stride)))];
            if (perStride.Any(outputs => outputs.Count != 2) || Widths(question, perStride[0]) is not { } widths)
                continue;
            if (perStride.Any(outputs => !outputs.Exists(output => output.Width == widths.Classes) || !outputs.Exists(output => output.Width == widths.Sides)))
                continue;
            NanoDetLevel[] levels =
            [
                .. strides.Select((stride, level) => new NanoDetLevel
                {
                    Classes = perStride[level].Find(output => output.Width == widths.Classes).Index,
                    Sides = perStride[level].Find(output => output.Width == widths.Sides).Index,
                    Stride = stride,
                    Columns = Ceiling(question.InputWidth, stride),
                    Cells = CellsOf(question, stride),
                    TotalRows = CellsOf(question, stride),
                    ClassStep = widths.Classes,
                    SideStep = widths.Sides,
                    Center = (0.5f * stride) - 0.5f,
                }),
            ];
            return (levels, widths.Classes, widths.Sides / 4);
        }

        return null;
    }

    /// <summary>The layout of the second generation: everything in one output, distances measured from the cell's corner.</summary>
    public static (NanoDetLevel[] Levels, int Classes, int Bins)? Joined(HeadQuestion question)
    {
        if (question.LabelCount is not { } classes)
            return null;
        foreach (int[] strides in s_families)
        {
            int rows = strides.Sum(stride => CellsOf(question, stride));
            foreach ((int index, long width) in Matrices(question, rows))
            {
                int sides = (int)width - classes;
                if (!AreSides(sides))
                    continue;
                var levels = new NanoDetLevel[strides.Length];
                for (int level = 0, first = 0; level < strides.Length; first += levels[level++].Cells)
                {
                    levels[level] = new NanoDetLevel
                    {
                        Classes = index,
                        Sides = index,
                        Stride = strides[level],
                        Columns = Ceiling(question.InputWidth, strides[level]),
                        Cells = CellsOf(question, strides[level]),
                        FirstRow = first,
                        TotalRows = rows,
                        ClassStep = (int)width,
                        SideStep = (int)width,
                        SideOffset = classes,
                        Center = 0,
                    };
                }

                return (levels, classes, sides / 4);
            }
        }

        return null;
    }

    private static List<(int Index, long Width)> Matrices(HeadQuestion question, int rows)
    {
        List<(int Index, long Width)> found = [];
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            if (OutputShapes.IsFloatMatrix(output) && output.Shape[1] == rows)
                found.Add((index, output.Shape[2]));
        }

        return found;
    }

    // The label count tells classes from distances; without it only a width that cannot be distances does.
    private static (int Classes, int Sides)? Widths(HeadQuestion question, List<(int Index, long Width)> pair)
    {
        int first = (int)pair[0].Width, second = (int)pair[1].Width;
        if (first == second)
            return null;
        bool firstIsClasses = question.LabelCount is { } labels ? first == labels : !AreSides(first) || (AreSides(second) && first > second);
        (int classes, int sides) = firstIsClasses ? (first, second) : (second, first);
        return AreSides(sides) && (question.LabelCount is null || classes == question.LabelCount) ? (classes, sides) : null;
    }

    private static bool AreSides(int width) => width % 4 == 0 && width / 4 is >= FewestBins and <= MostBins;

    private static int CellsOf(HeadQuestion question, int stride) =>
        Ceiling(question.InputWidth, stride) * Ceiling(question.InputHeight, stride);

    private static int Ceiling(int size, int stride) => (size + stride - 1) / stride;
}
