namespace VideoDyn.Inference.Heads;

/// <summary>Two outputs of the same number of rows: boxes of four numbers, and scores.</summary>
/// <param name="Boxes">Index of the output with boxes.</param>
/// <param name="Scores">Index of the output with scores.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Width">Scores per row.</param>
internal readonly record struct BoxesAndScores(int Boxes, int Scores, int Rows, int Width)
{
    /// <summary>
    /// Finds the pair; null when there is none or several. Where scores are four too, shapes cannot tell, and the
    /// scores are taken to come first, as exporters of such models write them.
    /// </summary>
    public static BoxesAndScores? Find(HeadQuestion question)
    {
        int[] matrices = [.. Enumerable.Range(0, question.Outputs.Count).Where(index => OutputShapes.IsFloatMatrix(question.Outputs[index]))];
        if (matrices.Length != 2)
            return null;
        (int first, int second) = (matrices[0], matrices[1]);
        long[] one = question.Outputs[first].Shape, other = question.Outputs[second].Shape;
        if (one[1] != other[1])
            return null;
        (int boxes, int scores) = one[2] == 4 && other[2] != 4 ? (first, second) : (second, first);
        return question.Outputs[boxes].Shape[2] == 4
            ? new BoxesAndScores(boxes, scores, (int)one[1], (int)question.Outputs[scores].Shape[2])
            : null;
    }
}
