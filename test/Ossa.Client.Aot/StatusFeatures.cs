namespace Ossa.Client.Aot;

internal sealed class StatusFeatures(OssClient client)
{
    public IEnumerable<Feature> All() => [new(nameof(client.GetServerStatusAsync), TellAsync)];

    private async Task TellAsync()
    {
        var status = await client.GetServerStatusAsync();
        Check.Equal((true, true), (status.Health.Ready, status.Health.AcceptsWrites));
        Check.Equal(true, status.Traffic.Sum(hour => hour.Answers) > 0);
    }
}
