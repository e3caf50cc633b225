using VideoDyn.Core.Errors;

namespace VideoDyn.Events.RabbitMq.Tests;

public class RabbitMqSinkOptionsTests
{
    [Fact]
    public void FromUrl_ReadsEveryPart()
    {
        RabbitMqSinkOptions options = RabbitMqSinkOptions.FromUrl("r", "amqps://cam:p%40ss@broker.local:5999/site%2F1?exchange=events&queue=all&routing_key=%7Bcamera%7D");

        Assert.Equal(("broker.local", 5999, "site/1", "cam", "p@ss"), (options.Host, options.Port, options.VirtualHost, options.User, options.Password));
        Assert.Equal(("events", "all", "{camera}"), (options.Exchange, options.Queue, options.RoutingKey));
        Assert.NotNull(options.Tls);
        Assert.Equal("amqps://broker.local:5999/site/1", options.ToString());
    }

    [Theory]
    [InlineData("amqp://u:pw-secret@h/?exchnge=x", "unknown option 'exchnge'")]
    [InlineData("http://u:pw-secret@h/", "expected amqp:// or amqps://")]
    [InlineData("amqp://u:pw-secret@/", "names no host")]
    [InlineData("amqp://u:pw-secret@h:99999/", "expected 1 to 65535")]
    public void FromUrl_WithAnError_NamesItWithoutThePassword(string url, string words)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => RabbitMqSinkOptions.FromUrl("r", url));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pw-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithUnknownField_NamesTheKnownOnes()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(
            () => RabbitMqSink.Create(new() { Name = "r", Host = "h", RoutingKey = "{camera}.{tpye}" }));

        Assert.Contains("unknown field '{tpye}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("camera, type, group, verb, id, label, zone; did you mean 'type'?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{camera", "without its '}'")]
    [InlineData("camera}", "without its '{'")]
    public void Create_WithABraceWithoutItsPartner_SaysSo(string template, string words)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => RabbitMqSink.Create(new() { Name = "r", Host = "h", RoutingKey = template }));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_WithOptionsOutOfRange_NamesAllOfThem()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => RabbitMqSink.Create(new()
        {
            Name = "r", Host = "", ExchangeType = "topik", MaxBatch = 0,
        }));

        Assert.Contains("max_batch is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("host is empty", error.Message, StringComparison.Ordinal);
        Assert.Contains("exchange_type is 'topik'", error.Message, StringComparison.Ordinal);
    }
}
