using System.Runtime.CompilerServices;

namespace Ossa.Protocol.Checksums;

/// <summary>MD5 of two streams side by side: a core does the steps of one while those of the other wait, and takes as long as for one.</summary>
internal static unsafe class Md5Two
{
    /// <inheritdoc cref="Md5Blocks.Compress"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(uint* state, byte** data, int blocks)
    {
        uint* wordX = (uint*)data[0];
        uint* wordY = (uint*)data[1];
        uint aX = state[0],
            bX = state[2],
            cX = state[4],
            dX = state[6];
        uint aY = state[1],
            bY = state[3],
            cY = state[5],
            dY = state[7];
        while (blocks-- > 0)
        {
            aX = Md5Steps.F(aX, bX, cX, dX, wordX[0], 0xD76AA478, 7);
            aY = Md5Steps.F(aY, bY, cY, dY, wordY[0], 0xD76AA478, 7);
            dX = Md5Steps.F(dX, aX, bX, cX, wordX[1], 0xE8C7B756, 12);
            dY = Md5Steps.F(dY, aY, bY, cY, wordY[1], 0xE8C7B756, 12);
            cX = Md5Steps.F(cX, dX, aX, bX, wordX[2], 0x242070DB, 17);
            cY = Md5Steps.F(cY, dY, aY, bY, wordY[2], 0x242070DB, 17);
            bX = Md5Steps.F(bX, cX, dX, aX, wordX[3], 0xC1BDCEEE, 22);
            bY = Md5Steps.F(bY, cY, dY, aY, wordY[3], 0xC1BDCEEE, 22);
            aX = Md5Steps.F(aX, bX, cX, dX, wordX[4], 0xF57C0FAF, 7);
            aY = Md5Steps.F(aY, bY, cY, dY, wordY[4], 0xF57C0FAF, 7);
            dX = Md5Steps.F(dX, aX, bX, cX, wordX[5], 0x4787C62A, 12);
            dY = Md5Steps.F(dY, aY, bY, cY, wordY[5], 0x4787C62A, 12);
            cX = Md5Steps.F(cX, dX, aX, bX, wordX[6], 0xA8304613, 17);
            cY = Md5Steps.F(cY, dY, aY, bY, wordY[6], 0xA8304613, 17);
            bX = Md5Steps.F(bX, cX, dX, aX, wordX[7], 0xFD469501, 22);
            bY = Md5Steps.F(bY, cY, dY, aY, wordY[7], 0xFD469501, 22);
            aX = Md5Steps.F(aX, bX, cX, dX, wordX[8], 0x698098D8, 7);
            aY = Md5Steps.F(aY, bY, cY, dY, wordY[8], 0x698098D8, 7);
            dX = Md5Steps.F(dX, aX, bX, cX, wordX[9], 0x8B44F7AF, 12);
            dY = Md5Steps.F(dY, aY, bY, cY, wordY[9], 0x8B44F7AF, 12);
            cX = Md5Steps.F(cX, dX, aX, bX, wordX[10], 0xFFFF5BB1, 17);
            cY = Md5Steps.F(cY, dY, aY, bY, wordY[10], 0xFFFF5BB1, 17);
            bX = Md5Steps.F(bX, cX, dX, aX, wordX[11], 0x895CD7BE, 22);
            bY = Md5Steps.F(bY, cY, dY, aY, wordY[11], 0x895CD7BE, 22);
            aX = Md5Steps.F(aX, bX, cX, dX, wordX[12], 0x6B901122, 7);
            aY = Md5Steps.F(aY, bY, cY, dY, wordY[12], 0x6B901122, 7);
            dX = Md5Steps.F(dX, aX, bX, cX, wordX[13], 0xFD987193, 12);
            dY = Md5Steps.F(dY, aY, bY, cY, wordY[13], 0xFD987193, 12);
            cX = Md5Steps.F(cX, dX, aX, bX, wordX[14], 0xA679438E, 17);
            cY = Md5Steps.F(cY, dY, aY, bY, wordY[14], 0xA679438E, 17);
            bX = Md5Steps.F(bX, cX, dX, aX, wordX[15], 0x49B40821, 22);
            bY = Md5Steps.F(bY, cY, dY, aY, wordY[15], 0x49B40821, 22);

            aX = Md5Steps.G(aX, bX, cX, dX, wordX[1], 0xF61E2562, 5);
            aY = Md5Steps.G(aY, bY, cY, dY, wordY[1], 0xF61E2562, 5);
            dX = Md5Steps.G(dX, aX, bX, cX, wordX[6], 0xC040B340, 9);
            dY = Md5Steps.G(dY, aY, bY, cY, wordY[6], 0xC040B340, 9);
            cX = Md5Steps.G(cX, dX, aX, bX, wordX[11], 0x265E5A51, 14);
            cY = Md5Steps.G(cY, dY, aY, bY, wordY[11], 0x265E5A51, 14);
            bX = Md5Steps.G(bX, cX, dX, aX, wordX[0], 0xE9B6C7AA, 20);
            bY = Md5Steps.G(bY, cY, dY, aY, wordY[0], 0xE9B6C7AA, 20);
            aX = Md5Steps.G(aX, bX, cX, dX, wordX[5], 0xD62F105D, 5);
            aY = Md5Steps.G(aY, bY, cY, dY, wordY[5], 0xD62F105D, 5);
            dX = Md5Steps.G(dX, aX, bX, cX, wordX[10], 0x02441453, 9);
            dY = Md5Steps.G(dY, aY, bY, cY, wordY[10], 0x02441453, 9);
            cX = Md5Steps.G(cX, dX, aX, bX, wordX[15], 0xD8A1E681, 14);
            cY = Md5Steps.G(cY, dY, aY, bY, wordY[15], 0xD8A1E681, 14);
            bX = Md5Steps.G(bX, cX, dX, aX, wordX[4], 0xE7D3FBC8, 20);
            bY = Md5Steps.G(bY, cY, dY, aY, wordY[4], 0xE7D3FBC8, 20);
            aX = Md5Steps.G(aX, bX, cX, dX, wordX[9], 0x21E1CDE6, 5);
            aY = Md5Steps.G(aY, bY, cY, dY, wordY[9], 0x21E1CDE6, 5);
            dX = Md5Steps.G(dX, aX, bX, cX, wordX[14], 0xC33707D6, 9);
            dY = Md5Steps.G(dY, aY, bY, cY, wordY[14], 0xC33707D6, 9);
            cX = Md5Steps.G(cX, dX, aX, bX, wordX[3], 0xF4D50D87, 14);
            cY = Md5Steps.G(cY, dY, aY, bY, wordY[3], 0xF4D50D87, 14);
            bX = Md5Steps.G(bX, cX, dX, aX, wordX[8], 0x455A14ED, 20);
            bY = Md5Steps.G(bY, cY, dY, aY, wordY[8], 0x455A14ED, 20);
            aX = Md5Steps.G(aX, bX, cX, dX, wordX[13], 0xA9E3E905, 5);
            aY = Md5Steps.G(aY, bY, cY, dY, wordY[13], 0xA9E3E905, 5);
            dX = Md5Steps.G(dX, aX, bX, cX, wordX[2], 0xFCEFA3F8, 9);
            dY = Md5Steps.G(dY, aY, bY, cY, wordY[2], 0xFCEFA3F8, 9);
            cX = Md5Steps.G(cX, dX, aX, bX, wordX[7], 0x676F02D9, 14);
            cY = Md5Steps.G(cY, dY, aY, bY, wordY[7], 0x676F02D9, 14);
            bX = Md5Steps.G(bX, cX, dX, aX, wordX[12], 0x8D2A4C8A, 20);
            bY = Md5Steps.G(bY, cY, dY, aY, wordY[12], 0x8D2A4C8A, 20);

            aX = Md5Steps.H(aX, bX, cX, dX, wordX[5], 0xFFFA3942, 4);
            aY = Md5Steps.H(aY, bY, cY, dY, wordY[5], 0xFFFA3942, 4);
            dX = Md5Steps.H(dX, aX, bX, cX, wordX[8], 0x8771F681, 11);
            dY = Md5Steps.H(dY, aY, bY, cY, wordY[8], 0x8771F681, 11);
            cX = Md5Steps.H(cX, dX, aX, bX, wordX[11], 0x6D9D6122, 16);
            cY = Md5Steps.H(cY, dY, aY, bY, wordY[11], 0x6D9D6122, 16);
            bX = Md5Steps.H(bX, cX, dX, aX, wordX[14], 0xFDE5380C, 23);
            bY = Md5Steps.H(bY, cY, dY, aY, wordY[14], 0xFDE5380C, 23);
            aX = Md5Steps.H(aX, bX, cX, dX, wordX[1], 0xA4BEEA44, 4);
            aY = Md5Steps.H(aY, bY, cY, dY, wordY[1], 0xA4BEEA44, 4);
            dX = Md5Steps.H(dX, aX, bX, cX, wordX[4], 0x4BDECFA9, 11);
            dY = Md5Steps.H(dY, aY, bY, cY, wordY[4], 0x4BDECFA9, 11);
            cX = Md5Steps.H(cX, dX, aX, bX, wordX[7], 0xF6BB4B60, 16);
            cY = Md5Steps.H(cY, dY, aY, bY, wordY[7], 0xF6BB4B60, 16);
            bX = Md5Steps.H(bX, cX, dX, aX, wordX[10], 0xBEBFBC70, 23);
            bY = Md5Steps.H(bY, cY, dY, aY, wordY[10], 0xBEBFBC70, 23);
            aX = Md5Steps.H(aX, bX, cX, dX, wordX[13], 0x289B7EC6, 4);
            aY = Md5Steps.H(aY, bY, cY, dY, wordY[13], 0x289B7EC6, 4);
            dX = Md5Steps.H(dX, aX, bX, cX, wordX[0], 0xEAA127FA, 11);
            dY = Md5Steps.H(dY, aY, bY, cY, wordY[0], 0xEAA127FA, 11);
            cX = Md5Steps.H(cX, dX, aX, bX, wordX[3], 0xD4EF3085, 16);
            cY = Md5Steps.H(cY, dY, aY, bY, wordY[3], 0xD4EF3085, 16);
            bX = Md5Steps.H(bX, cX, dX, aX, wordX[6], 0x04881D05, 23);
            bY = Md5Steps.H(bY, cY, dY, aY, wordY[6], 0x04881D05, 23);
            aX = Md5Steps.H(aX, bX, cX, dX, wordX[9], 0xD9D4D039, 4);
            aY = Md5Steps.H(aY, bY, cY, dY, wordY[9], 0xD9D4D039, 4);
            dX = Md5Steps.H(dX, aX, bX, cX, wordX[12], 0xE6DB99E5, 11);
            dY = Md5Steps.H(dY, aY, bY, cY, wordY[12], 0xE6DB99E5, 11);
            cX = Md5Steps.H(cX, dX, aX, bX, wordX[15], 0x1FA27CF8, 16);
            cY = Md5Steps.H(cY, dY, aY, bY, wordY[15], 0x1FA27CF8, 16);
            bX = Md5Steps.H(bX, cX, dX, aX, wordX[2], 0xC4AC5665, 23);
            bY = Md5Steps.H(bY, cY, dY, aY, wordY[2], 0xC4AC5665, 23);

            aX = Md5Steps.I(aX, bX, cX, dX, wordX[0], 0xF4292244, 6);
            aY = Md5Steps.I(aY, bY, cY, dY, wordY[0], 0xF4292244, 6);
            dX = Md5Steps.I(dX, aX, bX, cX, wordX[7], 0x432AFF97, 10);
            dY = Md5Steps.I(dY, aY, bY, cY, wordY[7], 0x432AFF97, 10);
            cX = Md5Steps.I(cX, dX, aX, bX, wordX[14], 0xAB9423A7, 15);
            cY = Md5Steps.I(cY, dY, aY, bY, wordY[14], 0xAB9423A7, 15);
            bX = Md5Steps.I(bX, cX, dX, aX, wordX[5], 0xFC93A039, 21);
            bY = Md5Steps.I(bY, cY, dY, aY, wordY[5], 0xFC93A039, 21);
            aX = Md5Steps.I(aX, bX, cX, dX, wordX[12], 0x655B59C3, 6);
            aY = Md5Steps.I(aY, bY, cY, dY, wordY[12], 0x655B59C3, 6);
            dX = Md5Steps.I(dX, aX, bX, cX, wordX[3], 0x8F0CCC92, 10);
            dY = Md5Steps.I(dY, aY, bY, cY, wordY[3], 0x8F0CCC92, 10);
            cX = Md5Steps.I(cX, dX, aX, bX, wordX[10], 0xFFEFF47D, 15);
            cY = Md5Steps.I(cY, dY, aY, bY, wordY[10], 0xFFEFF47D, 15);
            bX = Md5Steps.I(bX, cX, dX, aX, wordX[1], 0x85845DD1, 21);
            bY = Md5Steps.I(bY, cY, dY, aY, wordY[1], 0x85845DD1, 21);
            aX = Md5Steps.I(aX, bX, cX, dX, wordX[8], 0x6FA87E4F, 6);
            aY = Md5Steps.I(aY, bY, cY, dY, wordY[8], 0x6FA87E4F, 6);
            dX = Md5Steps.I(dX, aX, bX, cX, wordX[15], 0xFE2CE6E0, 10);
            dY = Md5Steps.I(dY, aY, bY, cY, wordY[15], 0xFE2CE6E0, 10);
            cX = Md5Steps.I(cX, dX, aX, bX, wordX[6], 0xA3014314, 15);
            cY = Md5Steps.I(cY, dY, aY, bY, wordY[6], 0xA3014314, 15);
            bX = Md5Steps.I(bX, cX, dX, aX, wordX[13], 0x4E0811A1, 21);
            bY = Md5Steps.I(bY, cY, dY, aY, wordY[13], 0x4E0811A1, 21);
            aX = Md5Steps.I(aX, bX, cX, dX, wordX[4], 0xF7537E82, 6);
            aY = Md5Steps.I(aY, bY, cY, dY, wordY[4], 0xF7537E82, 6);
            dX = Md5Steps.I(dX, aX, bX, cX, wordX[11], 0xBD3AF235, 10);
            dY = Md5Steps.I(dY, aY, bY, cY, wordY[11], 0xBD3AF235, 10);
            cX = Md5Steps.I(cX, dX, aX, bX, wordX[2], 0x2AD7D2BB, 15);
            cY = Md5Steps.I(cY, dY, aY, bY, wordY[2], 0x2AD7D2BB, 15);
            bX = Md5Steps.I(bX, cX, dX, aX, wordX[9], 0xEB86D391, 21);
            bY = Md5Steps.I(bY, cY, dY, aY, wordY[9], 0xEB86D391, 21);

            state[0] = aX += state[0];
            state[2] = bX += state[2];
            state[4] = cX += state[4];
            state[6] = dX += state[6];
            state[1] = aY += state[1];
            state[3] = bY += state[3];
            state[5] = cY += state[5];
            state[7] = dY += state[7];
            wordX += 16;
            wordY += 16;
        }
    }
}
