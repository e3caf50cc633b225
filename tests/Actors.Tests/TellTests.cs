using VideoDyn.Actors.TestKit;

namespace VideoDyn.Actors.Tests;

public class TellTests
{
    [Fact]
    public void Tell_FromOneSender_IsHandledInOrder()
    {
        using var world = new ActorWorld();
        var handled = new List<int>();
        IActorRef<int> actor = world.System.Spawn(Props.FromHandler<int>((_, message) => handled.Add(message)));
        for (int i = 0; i < 500; i++)
            Assert.True(actor.Tell(i));
        world.Run();

        Assert.Equal(Enumerable.Range(0, 500), handled);
    }
}
