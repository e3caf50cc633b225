using VideoDyn.Pipeline;

var options = new AnalysisOptions { Input = args[0], Model = args[1], Gate = "every-n:5" };
await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(options))
{
    foreach (LabelledObject seen in frame.Objects)
        Console.WriteLine($"{frame.StreamTime:c} {seen.Label} {seen.Detection.Score:P0} {seen.Detection.Box}");
}
