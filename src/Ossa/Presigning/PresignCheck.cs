using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Protocol.Access;
using Ossa.Server.Hosting;

namespace Ossa.Presigning;

/// <summary>What a server says of a URL that is to be made, for people.</summary>
internal static class PresignCheck
{
    /// <summary>The forecast of a URL that will be answered.</summary>
    /// <exception cref="CommandException">It would be refused, or the server does not tell.</exception>
    public static async Task<AccessForecast> RequireAllowedAsync(Task<AccessForecast> asking)
    {
        AccessForecast forecast;
        try
        {
            forecast = await asking;
        }
        catch (InvalidOperationException e)
        {
            throw new CommandException(e.Message, e);
        }

        return forecast.IsAllowed
            ? forecast
            : throw new CommandException($"This URL would be refused: {DescribeRefusal(forecast)}");
    }

    /// <summary>When the URL really ends, in a line.</summary>
    public static string Describe(AccessForecast forecast, ShownTime time)
    {
        var end = forecast.End!.Value;
        var reason = forecast.Reason is { } ground ? $" ({Printable.Of(ground)})" : "";
        var line = forecast.EndsBy switch
        {
            AccessEnd.Expiry => $"Checked: it is allowed{reason}, for all of that time as things are now.",
            AccessEnd.Token => $"Checked: it is allowed{reason}, but ends sooner: {At(end)}, with the security token.",
            _ => $"Checked: it is allowed{reason}, but ends sooner: {At(end)}, by a policy.",
        };
        return forecast.IsEndSure ? line : $"{line} A policy compares the time as text, so it may end before that.";

        string At(DateTimeOffset at) => $"{ShownTime.Of(at)} ({time.Distance(at)})";
    }

    /// <summary>Why it would be refused.</summary>
    public static string DescribeRefusal(AccessForecast forecast) =>
        Printable.Of($"{forecast.Code}: {forecast.Reason}{(forecast.Ec is { } ec ? $" [{ec}]" : "")}");

    /// <summary>The name in JSON.</summary>
    public static string NameOf(AccessEnd end) =>
        end switch
        {
            AccessEnd.Token => "token",
            AccessEnd.Policy => "policy",
            _ => "expiry",
        };
}
