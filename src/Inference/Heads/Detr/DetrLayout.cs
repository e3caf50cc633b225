namespace VideoDyn.Inference.Heads.Detr;

/// <summary>Where boxes and class numbers of queries lie in the outputs.</summary>
internal sealed record DetrLayout
{
    private const int MostQueries = 2000;
    private static readonly int[][] s_families = [[8, 16, 32], [8, 16, 32, 64], [4, 8, 16, 32]];

    /// <summary>Output with boxes.</summary>
    public required int Boxes { get; init; }

    /// <summary>Columns of that output.</summary>
    public required int BoxStep { get; init; }

    /// <summary>Output with class numbers; may be the same.</summary>
    public required int Scores { get; init; }

    /// <summary>Columns of that output.</summary>
    public required int ScoreStep { get; init; }

    /// <summary>Column at which the class numbers begin.</summary>
    public int ScoreOffset { get; init; }

    /// <summary>Number of queries.</summary>
    public required int Queries { get; init; }

    /// <summary>Classes without "no object".</summary>
    public required int Classes { get; init; }

    /// <summary>What the class numbers are.</summary>
    public required DetrScores Kind { get; init; }

    /// <summary>Class numbers per query.</summary>
    public int Channels => Kind == DetrScores.Softmax ? Classes + 1 : Classes;

    /// <summary>Finds the layout; null when the outputs have none, or it cannot be told from that of other heads.</summary>
    public static DetrLayout? Find(HeadQuestion question)
    {
        // Attention multiplies matrices. Without it the outputs belong to priors or cells.
        if (!question.IsNamed && !(question.Operators.Contains("MatMul") && question.LabelCount is not null))
            return null;
        return TwoOutputs(question) ?? OneOutput(question);
    }

    private static DetrLayout? TwoOutputs(HeadQuestion question)
    {
        if (BoxesAndScores.Find(question) is not { } found || (!question.IsNamed && found.Rows > MostQueries))
            return null;
        int classes = question.LabelCount ?? found.Width;
        if (found.Width != classes && found.Width != classes + 1)
            return null;
        return new DetrLayout
        {
            Boxes = found.Boxes,
            BoxStep = 4,
            Scores = found.Scores,
            ScoreStep = found.Width,
            Queries = found.Rows,
            Classes = classes,
            Kind = found.Width == classes ? DetrScores.Logistic : DetrScores.Softmax,
        };
    }

    private static DetrLayout? OneOutput(HeadQuestion question)
    {
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            if (!OutputShapes.IsFloatMatrix(output) || output.Shape[2] <= 4)
                continue;
            int queries = (int)output.Shape[1], step = (int)output.Shape[2];
            if (!question.IsNamed && (queries > MostQueries || step - 4 != question.LabelCount || CountsCells(question, queries)))
                continue;
            return new DetrLayout
            {
                Boxes = index,
                BoxStep = step,
                Scores = index,
                ScoreStep = step,
                ScoreOffset = 4,
                Queries = queries,
                Classes = step - 4,
                Kind = DetrScores.Probability,
            };
        }

        return null;
    }

    private static bool CountsCells(HeadQuestion question, int rows) =>
        StrideGrid.Match(rows, question.InputWidth, question.InputHeight, s_families) is not null;
}
