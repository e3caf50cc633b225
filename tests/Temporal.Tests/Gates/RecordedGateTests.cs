using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Temporal.Gates.Recorded;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Gates;

public class RecordedGateTests : LeaseGuard
{
    [Fact]
    public void Decide_RecordedStream_RepeatsEveryDecisionByTheFramesOwnIndex()
    {
        using var folder = new TemporaryFolder();
        GateDecision[] decisions = [GateDecision.Analyze, GateDecision.Skip("every-n"), new(GateOutcome.Reuse, "motion"), new(GateOutcome.Analyze, "refresh due")];
        using (var writer = new StreamWriter(folder["decisions.txt"]))
            DecisionRecording.Write(writer, decisions.Select((decision, place) => (10L + place, decision)));
        DecisionRecording recording = DecisionRecording.Read(folder["decisions.txt"]);
        var gate = new RecordedGate(recording);

        GateDecision[] replayed = [.. Enumerable.Range(0, 4).Select(place => Decide(gate, place, 10 + place))];

        Assert.Equal(decisions, replayed);
        Assert.Equal(4, recording.Count);
    }

    [Fact]
    public void Decide_FrameThatWasNotRecorded_NamesFileAndFrame()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["decisions.txt"], "videodyn-decisions 1\n0 analyze\n");
        var gate = new RecordedGate(DecisionRecording.Read(folder["decisions.txt"]));

        VideoDynException error = Assert.Throws<VideoDynException>(() => Decide(gate, 1, 1));

        Assert.Equal((ErrorKind.Input, $"{folder["decisions.txt"]}: there is no decision about frame 1 among the 1 recorded ones"), (error.Kind, error.Message));
    }

    [Theory]
    [InlineData("", ":1: found '', expected 'videodyn-decisions 1'")]
    [InlineData("videodyn-decisions 1\n0 analyse\n", ":2: found '0 analyse', expected INDEX analyze|reuse|skip [REASON] with an index above -1")]
    [InlineData("videodyn-decisions 1\n4 skip\n4 skip\n", ":3: found '4 skip', expected INDEX analyze|reuse|skip [REASON] with an index above 4")]
    [InlineData("videodyn-decisions 1\nfour skip\n", ":2: found 'four skip'")]
    public void Read_DamagedFile_NamesTheLine(string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["decisions.txt"], text);

        VideoDynException error = Assert.Throws<VideoDynException>(() => DecisionRecording.Read(folder["decisions.txt"]));

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.StartsWith(folder["decisions.txt"] + message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_SaysSo() => Assert.Contains(
        "/nowhere/d.txt: the decisions file cannot be read", Assert.Throws<VideoDynException>(() => DecisionRecording.Read("/nowhere/d.txt")).Message, StringComparison.Ordinal);

    private static GateDecision Decide(RecordedGate gate, long offered, long index)
    {
        using var frame = new TestFrame(new FrameFormat(8, 8, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full), index: index);
        return gate.Decide(offered, frame);
    }
}
