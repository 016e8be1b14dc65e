using Ossa.Server.Administration;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>How a link was used over time, as the audit log knows it.</summary>
public sealed class LinkUseTests : LinkTest
{
    [Fact]
    public async Task Each_hour_with_use_is_a_row_and_no_other_link_counts()
    {
        var made = await MakeAsync(H(AdminApi.MaxDownloads, "2"));
        await FetchAsync(await MakeAsync());
        Assert.Empty(await ReadAsync(made));
        var first = HourOf(Server.Time.GetUtcNow());
        Assert.Equal(200, (await FetchAsync(made)).Status);
        // A look at the page is no use.
        Assert.Equal(200, (await OpenAsync(made)).Status);
        Server.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(200, (await FetchAsync(made)).Status);
        Assert.Equal(403, (await FetchAsync(made)).Status);
        Assert.Equal(403, (await OpenAsync(made)).Status);
        var hours = await ReadAsync(made);
        // An entry is made after its answer was sent, so it may take another look until it is there.
        while (hours.Sum(hour => hour.Answers + hour.Refusals) < 4)
        {
            hours = await ReadAsync(made);
        }

        var later = hours[1];
        Assert.Equal([new LinkUseHour(first, 1, 0, Content.Length, 0), later], hours);
        Assert.Equal(
            (first.AddHours(3), 1L, 2L, (long)Content.Length),
            (later.Hour, later.Answers, later.Refusals, later.SentBytes)
        );
    }

    [Fact]
    public async Task Files_that_come_in_are_use_and_there_must_be_such_a_link()
    {
        var made = await MakeAsync(H(AdminApi.Key, "inbox/"), H(AdminApi.Kind, AdminApi.Upload));
        await Server.SendRawAsync("PUT", made.Page!.AbsolutePath + "/a", body: [1, 2, 3]);
        var hours = await ReadAsync(made);
        while (hours.Count == 0)
        {
            hours = await ReadAsync(made);
        }

        Assert.Equal((1L, 3L), (hours[0].Answers, hours[0].ReceivedBytes));
        AssertRefused(await AskAsync("GET", AdminApi.LinkUse, [H(AdminApi.Id, "LNKnone")]), 404, "NoSuchLink", null);
    }

    private static DateTimeOffset HourOf(DateTimeOffset time) =>
        time - new TimeSpan(time.Ticks % TimeSpan.TicksPerHour);

    private async Task<IReadOnlyList<LinkUseHour>> ReadAsync(LinkAnswer made)
    {
        var answer = await AskAsync("GET", AdminApi.LinkUse, [H(AdminApi.Id, made.Link.Id)]);
        Assert.Equal(200, answer.Status);
        return IdentityJson.Read<IReadOnlyList<LinkUseHour>>(answer.Body);
    }
}
