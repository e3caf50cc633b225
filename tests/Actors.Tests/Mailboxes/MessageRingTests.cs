using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Actors.Mailboxes;

namespace VideoDyn.Actors.Tests.Mailboxes;

public class MessageRingTests
{
    [Fact]
    public void Ring_AnyOrderOfPutsAndTakes_BehavesLikeAQueue()
    {
        Config config = Config.QuickThrowOnFailure.WithReplay(20260101, 1).WithMaxTest(500);
        Check.One(config, Prop.ForAll<bool[]>(puts =>
        {
            var ring = new MessageRing<string>();
            var queue = new Queue<string>();
            for (int i = 0; i < puts.Length; i++)
            {
                if (puts[i] || queue.Count == 0)
                {
                    ring.Enqueue($"{i}");
                    queue.Enqueue($"{i}");
                }
                else
                {
                    Assert.Equal(queue.Dequeue(), ring.Dequeue());
                }

                Assert.Equal(queue.Count, ring.Count);
            }

            while (queue.Count > 0)
                Assert.Equal(queue.Dequeue(), ring.Dequeue());
        }));
    }
}
