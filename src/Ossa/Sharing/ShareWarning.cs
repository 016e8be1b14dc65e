using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Presigning;
using Ossa.Protocol.Access;
using Ossa.Server.Hosting;

namespace Ossa.Sharing;

/// <summary>Says so where a URL gives less than was asked for, since its signer may do less.</summary>
internal static class ShareWarning
{
    public static async Task WriteAsync(
        CommandContext context,
        OssClient client,
        string bucket,
        string key,
        TimeSpan validity,
        CancellationToken stop
    )
    {
        AccessForecast forecast;
        try
        {
            forecast = await client.ForecastPresignedAsync(
                HttpMethod.Get,
                bucket,
                key,
                validity,
                cancellationToken: stop
            );
        }
        catch (Exception e) when (e is OssClientException or InvalidOperationException)
        {
            // Other servers than Ossa do not tell, and the file is stored already.
            return;
        }

        if (!forecast.IsAllowed)
        {
            await context.Error.WriteLineAsync(
                $"Warning: whoever uses this URL will be refused. {PresignCheck.DescribeRefusal(forecast)}"
            );
        }
        else if (forecast.EndsBy != AccessEnd.Expiry || !forecast.IsEndSure)
        {
            await context.Error.WriteLineAsync(
                $"Warning: {PresignCheck.Describe(forecast, new ShownTime(context.Clock))}"
            );
        }
    }
}
