using Ossa.Benchmarks;

// The scripts beside this project call it for what the shell is too slow at; without a verb they would not know what they measure.
switch (args)
{
    case ["signing"]:
        return SigningReport.Run();
    case ["signed-urls", var method, var bucket, var format, var count]:
        return UrlList.WriteSigned(Console.Out, method, bucket, format, int.Parse(count), int.Parse(count));
    case ["signed-urls", var method, var bucket, var format, var count, var objects]:
        return UrlList.WriteSigned(Console.Out, method, bucket, format, int.Parse(count), int.Parse(objects));
    case ["secure-links", var secret, var format, var count]:
        return UrlList.WriteSecureLinks(Console.Out, secret, format, int.Parse(count));
    case ["disk-syncs", var directory, var seconds]:
        return DiskSyncs.Measure(Console.Out, directory, TimeSpan.FromSeconds(int.Parse(seconds)));
    case ["store-scale", var directory, .. var counts]:
        return await StoreScale.RunAsync(Console.Out, directory, [.. counts.Select(int.Parse)]);
    case ["authorization", .. var counts]:
        return await AuthorizationScale.RunAsync(Console.Out, [.. counts.Select(int.Parse)]);
    case ["load-objects", var directory, var count]:
        await ObjectLoad.FillAndDieAsync(Console.Out, directory, int.Parse(count));
        return 1;
    default:
        await Console.Error.WriteLineAsync(
            """
            signing                                   sign and verify operations per second on one core
            signed-urls METHOD BUCKET FORMAT COUNT [OBJECTS]    path-style request targets, all different; credentials from OSS_ACCESS_KEY_ID
                                                      and OSS_ACCESS_KEY_SECRET
            secure-links SECRET FORMAT COUNT          request targets for nginx's secure_link_md5
            store-scale DIRECTORY COUNT...            listings, look-ups and size of a store that grows to each count in turn
            authorization COUNT...                    authorizing a request with so many users and policies
            disk-syncs DIRECTORY SECONDS              appends of 4 KiB with fsync, per second
            load-objects DIRECTORY COUNT              a data directory with so many small objects, left as a kill leaves it
            """
        );
        return 2;
}
