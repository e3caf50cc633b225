using VideoDyn.Core.Errors;
using VideoDyn.Temporal.Sequences;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Sequences;

/// <summary>What a folder must hold to be a sequence model, and what is said about one that does not.</summary>
public sealed class SequenceModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PlainGru _gru = new(1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_SoundFolder_SaysWhatItHolds()
    {
        using SequenceNetworks networks = SequenceNetworks.Open(new ToySequenceModel(_gru).Save(_folder));
        Assert.Equal((10.0, 8, SequenceUpdate.Learned, 8), (networks.Model.StepsPerSecond, networks.Model.MostSteps, networks.Model.Update, networks.Units));
        Assert.Equal(["features.onnx", "cell.onnx"], networks.Parts.Select(part => part.File));
    }

    [Fact]
    public void Open_CellWithoutAnIncrement_AlwaysLooksUnlessItIsAskedToLearn()
    {
        var toy = new ToySequenceModel(_gru) { Cell = ToySequenceModel.Graph(_gru, PlainGru.Units, hasIncrement: false) };
        using (SequenceNetworks networks = SequenceNetworks.Open(toy.Save(_folder)))
            Assert.Equal(SequenceUpdate.Always, networks.Model.Update);
        toy.Yaml += "\nupdate: {mode: learned}\n";
        Assert.Contains("cell.onnx: has no output 'p'", Message(toy), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EverythingWrong_TellsAllAtOnceWithFileAndKey()
    {
        string message = Message(new ToySequenceModel(_gru)
        {
            Yaml = """
                n_max: 0
                labels: [one, two]
                update: {mode: partial, threshold: 3}
                input: {color: rgb, resize: stretch, scale: 1}
                """,
            Features = null,
        });
        foreach (string expected in new[]
        {
            "sequence.yaml: key 'fps': is missing",
            "sequence.yaml: line 1: key 'n_max': found '0'",
            "key 'update.threshold': found '3', expected a number from 0 to 1",
            "key 'update.units': is missing",
            "features.onnx",
            "cell.onnx: output 'logits' is float32[1, 3], expected 2 numbers",
            "choose.onnx",
        })
        {
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("update: {mode: clocked, groups: [[4, 1], [4, 3]]}", null)]
    [InlineData("update: {mode: clocked, groups: [[4, 1], [8, 3]]}", "the groups have 12 units, cell.onnx has 8")]
    [InlineData("update: {mode: clocked, groups: [[4, 2], [4, 3]]}", "each period a multiple of the one before")]
    [InlineData("update: {mode: clocked, groups: [[4, 2], [4, 2]]}", "by rising period")]
    [InlineData("update: {mode: clocked}", "key 'update.groups': is missing")]
    public void Open_ClockedGroups_MustFitTheCell(string update, string? problem)
    {
        var toy = new ToySequenceModel(_gru);
        toy.Yaml += "\n" + update + "\n";
        if (problem is not null)
        {
            Assert.Contains(problem, Message(toy), StringComparison.Ordinal);
            return;
        }

        using SequenceNetworks networks = SequenceNetworks.Open(toy.Save(_folder));
        Assert.Equal([new UnitGroup(4, 1), new UnitGroup(4, 3)], networks.Model.Groups);
    }

    private string Message(ToySequenceModel toy)
    {
        string path = toy.Save(_folder);
        return Assert.Throws<VideoDynException>(() => SequenceNetworks.Open(path)).Message;
    }
}
