using Ossa.Benchmarks;

using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = false };

// The scripts beside this project call it for what the shell is too slow at; without a verb they would not know what they measure.
switch (args)
{
    case ["signing"]:
        return SigningReport.Run();
    case ["signed-urls", var method, var bucket, var format, var count]:
        return UrlList.WriteSigned(
            output,
            method,
            bucket,
            format,
            int.Parse(count),
            int.Parse(count),
            series: 0,
            areNew: false
        );
    case ["signed-urls", var method, var bucket, var format, var count, var objects, var series, .. var kind]:
        return UrlList.WriteSigned(
            output,
            method,
            bucket,
            format,
            int.Parse(count),
            int.Parse(objects),
            int.Parse(series),
            areNew: kind is ["new"]
        );
    case ["secure-links", var secret, var format, var count]:
        return UrlList.WriteSecureLinks(output, secret, format, int.Parse(count), int.Parse(count), series: 0);
    case ["secure-links", var secret, var format, var count, var objects, var series]:
        return UrlList.WriteSecureLinks(
            output,
            secret,
            format,
            int.Parse(count),
            int.Parse(objects),
            int.Parse(series)
        );
    case ["transfer", var url, var seconds, var connections, var targets, "GET"]:
        return await Transfers.GetAsync(output, Load(url, seconds, connections, targets));
    case ["transfer", var url, var seconds, var connections, var targets, "PUT", var bytes]:
        return await Transfers.PutAsync(output, Load(url, seconds, connections, targets), int.Parse(bytes));
    case ["hold-connections", var url, var target, var count]:
        return await IdleConnections.HoldAsync(output, new Uri(url), target, int.Parse(count));
    case ["goals", var measured, var picture]:
        return GoalReport.Write(output, measured, picture);
    case ["disk-syncs", var directory, var seconds, var writers]:
        return DiskSyncs.Measure(output, directory, TimeSpan.FromSeconds(int.Parse(seconds)), int.Parse(writers));
    case ["store-scale", var directory, .. var counts]:
        return await StoreScale.RunAsync(output, directory, [.. counts.Select(int.Parse)]);
    case ["authorization", .. var counts]:
        return await AuthorizationScale.RunAsync(output, [.. counts.Select(int.Parse)]);
    case ["load-objects", var directory, var count]:
        await ObjectLoad.FillAndDieAsync(output, directory, int.Parse(count));
        return 1;
    default:
        await Console.Error.WriteLineAsync(
            """
            signing                                   sign and verify operations per second on one core
            signed-urls METHOD BUCKET FORMAT COUNT [OBJECTS SERIES [new]]
                                                      path-style request targets; credentials from OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET
            secure-links SECRET FORMAT COUNT [OBJECTS SERIES]
                                                      request targets for nginx's secure_link_md5
            transfer URL SECONDS|once CONNECTIONS TARGETS GET
            transfer URL SECONDS|once CONNECTIONS TARGETS PUT BYTES
                                                      whole bodies one after the other on each connection, for so long or each target once: bytes, seconds
            hold-connections URL TARGET COUNT         one GET on each of so many connections, which stay open until standard input ends
            goals MEASURED PICTURE                    what was measured beside its goals, as a table, and as an SVG in PICTURE
            store-scale DIRECTORY COUNT...            listings, look-ups and size of a store that grows to each count in turn
            authorization COUNT...                    authorizing a request with so many users and policies
            disk-syncs DIRECTORY SECONDS WRITERS      appends of 4 KiB with fsync, per second, by so many writers with a file each
            load-objects DIRECTORY COUNT              a data directory with so many small objects, left as a kill leaves it
            """
        );
        return 2;
}

static TransferLoad Load(string url, string seconds, string connections, string targets) =>
    new(
        new Uri(url),
        seconds == "once" ? null : TimeSpan.FromSeconds(int.Parse(seconds)),
        int.Parse(connections),
        File.ReadAllLines(targets)
    );
