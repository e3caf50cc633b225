using System.Runtime.InteropServices;

namespace VideoDyn.Brokers.TestKit.Kafka;

/// <summary>
/// The cluster for tests that librdkafka has built in: brokers in this process that speak the protocol on real sockets and
/// keep what they get in memory. Source: rdkafka_mock.h of version 2.0.
/// </summary>
public sealed partial class MockCluster : IDisposable
{
    private const string Library = "librdkafka.so.1";
    private const int Producer = 0;
    private readonly nint _client;
    private readonly nint _cluster;

    /// <summary>Starts a cluster.</summary>
    /// <param name="brokers">Number of brokers.</param>
    /// <param name="topic">A topic with three partitions.</param>
    public MockCluster(int brokers, string topic)
    {
        _client = New(Producer, ConfNew(), 0, 0);
        _cluster = ClusterNew(_client, brokers);
        if (_cluster == 0)
            throw new InvalidOperationException("librdkafka made no mock cluster");
        Brokers = brokers;
        Servers = Marshal.PtrToStringUTF8(Bootstraps(_cluster)) ?? throw new InvalidOperationException("the mock cluster has no address");
        if (TopicCreate(_cluster, topic, 3, Math.Min(brokers, 3)) != 0)
            throw new InvalidOperationException("the mock cluster made no topic");
    }

    /// <summary>Addresses of the brokers.</summary>
    public string Servers { get; }

    /// <summary>Number of brokers.</summary>
    public int Brokers { get; }

    /// <summary>Ends all connections and takes no new ones.</summary>
    public void Down()
    {
        for (int broker = 1; broker <= Brokers; broker++)
            _ = SetDown(_cluster, broker);
    }

    /// <summary>Takes connections again.</summary>
    public void Up()
    {
        for (int broker = 1; broker <= Brokers; broker++)
            _ = SetUp(_cluster, broker);
    }

    /// <summary>Answers the next requests to produce with this error.</summary>
    public void FailNextProduce(int error) => PushErrors(_cluster, 0, 1, error);

    /// <inheritdoc/>
    public void Dispose()
    {
        ClusterDestroy(_cluster);
        Destroy(_client);
    }

    [LibraryImport(Library, EntryPoint = "rd_kafka_conf_new")]
    private static partial nint ConfNew();

    [LibraryImport(Library, EntryPoint = "rd_kafka_new")]
    private static partial nint New(int type, nint configuration, nint error, nint errorSize);

    [LibraryImport(Library, EntryPoint = "rd_kafka_destroy")]
    private static partial void Destroy(nint client);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
    private static partial nint ClusterNew(nint client, int brokers);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    private static partial void ClusterDestroy(nint cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    private static partial nint Bootstraps(nint cluster);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int TopicCreate(nint cluster, string topic, int partitions, int replicas);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
    private static partial int SetDown(nint cluster, int broker);

    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
    private static partial int SetUp(nint cluster, int broker);

    // The C function takes any number of errors; one fits the registers of an ordinary call.
    [LibraryImport(Library, EntryPoint = "rd_kafka_mock_push_request_errors")]
    private static partial void PushErrors(nint cluster, short request, nint count, int error);
}
