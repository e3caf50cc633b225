using VideoDyn.Core.Errors;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.State;

public class StateStoreTests
{
    private static readonly string s_model = new('a', 64);

    [Fact]
    public void Add_SlotsOfSeveralStreams_AreCountedUntilTheirStreamIsGone()
    {
        var store = new StateStore();
        using StreamState one = store.Open("one", s_model);
        using (StreamState two = store.Open("two", s_model))
        {
            one.Add(new Part(new Slot { Bytes = 100 }));
            two.Add(new Part(new Slot { Bytes = 30 }, new Slot { Name = "other", Bytes = 5 }));
            Assert.Equal((100, 35, 135), (one.Bytes, two.Bytes, store.Bytes));
        }

        Assert.Equal(100, store.Bytes);
        one.Add(new Part(new Slot { Bytes = 40 })); // a part that was made anew replaces the one before it
        Assert.Equal(40, store.Bytes);
        one.Add("no state");
        Assert.Equal(40, store.Bytes);
    }

    [Fact]
    public void Add_BeyondTheLimit_IsRefusedWithTheFigures()
    {
        var store = new StateStore(new StateStoreOptions { Limit = 100_000_000 });
        using StreamState one = store.Open("gate", s_model);
        using StreamState two = store.Open("yard", s_model);
        one.Add(new Part(new Slot { Bytes = 60_000_000 }));

        VideoDynException error = Assert.Throws<VideoDynException>(() => two.Add(new Part(new Slot { Name = "feature-maps", Bytes = 40_000_001 })));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Equal("stream 'yard' needs 40 MB for 'feature-maps', 60 MB of state are held and the limit is 100 MB", error.Message);
        Assert.Equal(60_000_000, store.Bytes);
    }

    [Fact]
    public void Reset_AnyReason_ReachesEverySlot()
    {
        using StreamState state = new StateStore().Open("gate", s_model);
        Slot[] slots = [new Slot { Name = "a" }, new Slot { Name = "b" }];
        state.Add(new Part(slots));
        state.Reset(StateReset.Outage);
        state.Reset(StateReset.SceneCut);

        Assert.All(slots, slot => Assert.Equal([StateReset.Outage, StateReset.SceneCut], slot.Resets));
    }

    [Theory]
    [InlineData("gate")]
    [InlineData("..")]
    [InlineData("rtsp://camera/../../etc")]
    [InlineData("Straße 5 / Nord")]
    public void Save_AndOpenAgain_GivesTheSlotItsContent(string stream)
    {
        using var folder = new TemporaryFolder();
        var options = new StateStoreOptions { Folder = folder["state"] };
        using (StreamState first = new StateStore(options).Open(stream, s_model))
        {
            first.Add(new Part(new Slot { Saved = new SavedState(640, 360, new byte[] { 1, 2, 10, 3 }) }));
            first.Save();
        }

        var slot = new Slot();
        using StreamState second = new StateStore(options).Open(stream, s_model);
        second.Add(new Part(slot));

        Assert.Equal((640, 360), (slot.Restored!.FrameWidth, slot.Restored.FrameHeight));
        Assert.Equal(new byte[] { 1, 2, 10, 3 }, slot.Restored.Content.ToArray());
        Assert.Empty(second.Warnings);
        string file = Assert.Single(Directory.GetFiles(folder["state"], "*", SearchOption.AllDirectories));
        Assert.Equal(folder["state"], Path.GetDirectoryName(Path.GetDirectoryName(file)));
    }

    [Fact]
    public void Add_SavedForAnotherModelOrVersion_StartsAnewAndNamesBoth()
    {
        using var folder = new TemporaryFolder();
        var options = new StateStoreOptions { Folder = folder["state"] };
        using (StreamState first = new StateStore(options).Open("gate", s_model))
        {
            first.Add(new Part(new Slot { Saved = new SavedState(640, 360, new byte[] { 1 }) }));
            first.Save();
        }

        var slot = new Slot();
        string other = new('b', 64);
        using StreamState otherModel = new StateStore(options).Open("gate", other);
        otherModel.Add(new Part(slot));
        using StreamState otherVersion = new StateStore(options).Open("gate", s_model);
        otherVersion.Add(new Part(new Slot { Version = 2 }));

        Assert.Null(slot.Restored);
        string path = Path.Combine(folder["state"], "gate", "slot");
        Assert.Equal([$"{path}: the saved state belongs to model {s_model}, this is model {other}; started anew"], otherModel.Warnings);
        Assert.Equal([$"{path}: the saved state has version 1, expected 2; started anew"], otherVersion.Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("videodyn-state 1 1 model 640x360 abcdef\ncontent")]
    [InlineData("something else entirely")]
    [InlineData("videodyn-state 1 -1 m 1x1 x\n")]
    public void Add_DamagedFile_StartsAnewWithAWarning(string content)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder["state"], "gate"));
        File.WriteAllText(Path.Combine(folder["state"], "gate", "slot"), content);
        var slot = new Slot();
        using StreamState state = new StateStore(new StateStoreOptions { Folder = folder["state"] }).Open("gate", s_model);
        state.Add(new Part(slot));

        Assert.Null(slot.Restored);
        Assert.Contains("is damaged; started anew", Assert.Single(state.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Close_FolderGone_IsAWarning()
    {
        using var folder = new TemporaryFolder();
        using StreamState state = new StateStore(new StateStoreOptions { Folder = folder["state"] }).Open("gate", s_model);
        state.Add(new Part(new Slot { Saved = new SavedState(1, 1, new byte[] { 1 }) }));
        Directory.Delete(folder["state"]);
        File.WriteAllText(folder["state"], "a file in the way");

        state.Close();

        Assert.Contains("cannot be created", Assert.Single(state.Warnings), StringComparison.Ordinal);
    }

    private sealed class Part(params IStateSlot[] slots) : IStateful
    {
        public IReadOnlyList<IStateSlot> Slots => slots;
    }

    private sealed class Slot : IPersistentSlot
    {
        public string Name { get; init; } = "slot";

        public long Bytes { get; init; }

        public int Version { get; init; } = 1;

        public SavedState? Saved { get; init; }

        public SavedState? Restored { get; private set; }

        public List<StateReset> Resets { get; } = [];

        public void Reset(StateReset reason) => Resets.Add(reason);

        public SavedState? Save() => Saved;

        public void Restore(SavedState state) => Restored = state;
    }
}
