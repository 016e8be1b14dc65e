using Ossa.Conformance.Hosting;

namespace Ossa.Conformance.Clients;

/// <summary>
/// The console in Chromium: a person's whole way from signing in to taking back what was shared, with names that strangers chose, by keyboard and in
/// both languages.
/// </summary>
public sealed class ConsoleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_does_in_it_what_there_is_to_do()
    {
        await using var server = await StrictServer.StartAloneAsync(Cancel);
        await PageVisit.RunConsoleAsync("console.mjs", server);
    }
}
