namespace Ossa.Client.Aot;

/// <summary>What must hold.</summary>
internal static class Check
{
    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"Expected {expected}, but it is {actual}.");
        }
    }

    public static async Task RefusedAsync(string code, Func<Task> request)
    {
        try
        {
            await request();
        }
        catch (OssServiceException refused)
        {
            Equal(code, refused.Code);
            return;
        }

        throw new InvalidOperationException($"Expected the refusal {code}, but there was none.");
    }
}
