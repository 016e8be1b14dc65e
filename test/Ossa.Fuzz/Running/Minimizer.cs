namespace Ossa.Fuzz.Running;

/// <summary>
/// Delta debugging: takes pieces out of an input, ever smaller ones, as long as the rest still fails. See
/// https://www.st.cs.uni-saarland.de/papers/tse2002/.
/// </summary>
internal static class Minimizer
{
    private const int MaxTries = 20_000;

    /// <summary>An input that fails still, and of which no single byte can be left out unless the tries were too few.</summary>
    public static byte[] Minimize(byte[] input, Func<byte[], bool> fails)
    {
        var (smallest, tries) = (input, 0);
        for (var size = Math.Max(1, smallest.Length / 2); size > 0; )
        {
            var isSmaller = false;
            for (var start = 0; start < smallest.Length && tries < MaxTries; tries++)
            {
                byte[] rest = [.. smallest[..start], .. smallest[Math.Min(start + size, smallest.Length)..]];
                if (fails(rest))
                {
                    (smallest, isSmaller) = (rest, true);
                }
                else
                {
                    start += size;
                }
            }

            // The last size is tried until it brings nothing more: what could not go before may go now.
            size = size == 1 && isSmaller && tries < MaxTries ? 1 : size / 2;
        }

        return smallest;
    }
}
